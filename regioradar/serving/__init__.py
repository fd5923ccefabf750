"""The web server for the public folder of a small installation, alone or behind a proxy.

`docs/hosting.md` says how a big web server is told to answer in the same way.
"""

from regioradar.serving.app import Site
from regioradar.serving.foreground import serve_until_interrupted
from regioradar.serving.server import FeedServer, WebServer

__all__ = ["FeedServer", "Site", "WebServer", "serve_until_interrupted"]
