"""How the browser is started: headless, without a network of its own, without habits."""

import os
from pathlib import Path

VIEW_WIDTH, VIEW_HEIGHT = 1280, 900
"""A laptop's window; most pages show their full text at this width."""

# Nothing of these is asked for by the page: they are the browser's own calls and comforts.
_QUIET = (
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-client-side-phishing-detection",
    "--disable-component-extensions-with-background-pages",
    "--disable-component-update",
    "--disable-crash-reporter",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-field-trial-config",
    "--disable-notifications",
    "--disable-search-engine-choice-screen",
    "--disable-speech-api",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
    "--no-service-autorun",
    "--password-store=basic",
    "--use-mock-keychain",
)

_FEATURES_OFF = (
    "AutofillServerCommunication",
    "BackForwardCache",
    "BackgroundFetch",
    "CertificateTransparencyComponentUpdater",
    "DialMediaRouteProvider",
    "DnsOverHttps",
    "FedCm",
    "InterestFeedContentSuggestions",
    "LoadingPredictorPrefetch",
    "MediaRouter",
    "NetworkPrediction",
    "OptimizationHints",
    "Prerender2",
    "PreconnectToSearch",
    "PrivateNetworkAccessPermissionPrompt",
    "Reporting",
    "SpareRendererForSitePerProcess",
    "SpeculationRulesPrefetchFuture",
    "Translate",
    "WebOTP",
)

_BLINK_OFF = ("Prerender2", "SpeculationRules", "WebTransport", "FedCm", "BackgroundFetch")


def switches(home: Path, user_agent: str, *, dead_port: int) -> list[str]:
    """
    Write the command line. `home` is an empty folder, `dead_port` one that nobody listens on.

    Every request is answered through the pipe. What would go beside it (sockets, WebRTC,
    preconnects) meets a proxy that is not there, for loopback too, and names that do not
    resolve.
    """
    return [
        "--headless=new",
        "--remote-debugging-pipe",
        f"--user-data-dir={home / 'profile'}",
        f"--user-agent={user_agent}",
        f"--window-size={VIEW_WIDTH},{VIEW_HEIGHT}",
        f"--proxy-server=http://127.0.0.1:{dead_port}",
        # Without this a proxy is never asked for loopback addresses.
        "--proxy-bypass-list=<-loopback>",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--dns-prefetch-disable",
        "--disable-quic",
        "--webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--deny-permission-prompts",
        "--disable-dev-shm-usage",  # containers give it 64 MB, too little for one large page
        "--disable-gpu",
        "--hide-scrollbars",
        "--mute-audio",
        "--force-color-profile=srgb",
        "--lang=en-US",
        "--js-flags=--max-old-space-size=512",
        *_QUIET,
        f"--disable-features={','.join(_FEATURES_OFF)}",
        f"--disable-blink-features={','.join(_BLINK_OFF)}",
        *_sandbox(),
        "about:blank",
    ]


def is_sandboxed() -> bool:
    """Tell whether the browser keeps its own sandbox: Chromium refuses it to root."""
    return not (hasattr(os, "geteuid") and os.geteuid() == 0)


def _sandbox() -> list[str]:
    return [] if is_sandboxed() else ["--no-sandbox"]
