"""Settings, addresses, the WSGI entry and the `sabaq` command: the only package that knows all the others."""
