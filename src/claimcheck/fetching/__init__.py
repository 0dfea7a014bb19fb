"""The network: the only asynchronous code. One source in, one recorded attempt out."""
