"""The command line: parse, call one use case, print, choose the exit code."""
