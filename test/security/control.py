#!/usr/bin/python3
# The opposite of what is tested: one page with a hole for each scanner, so that a scanner
# that finds nothing is known to have looked. Prints its port and serves until it is ended.
import http.server
import sqlite3
import urllib.parse


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        asked = urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query)
        name = asked.get("name", [""])[0]
        db = sqlite3.connect(":memory:")
        db.execute("CREATE TABLE person (name TEXT)")
        db.execute("INSERT INTO person VALUES ('lan')")
        try:
            rows = db.execute("SELECT name FROM person WHERE name = '" + name + "'").fetchall()
            text = "found " + ", ".join(str(r[0]) for r in rows)
        except sqlite3.Error as e:
            text = "Warning: SQLite3::query(): " + str(e)
        page = "<html><body><a href='/?name=lan'>lan</a><p>" + name + "</p><p>" + text + "</p></body></html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
print(server.server_address[1], flush=True)
server.serve_forever()
