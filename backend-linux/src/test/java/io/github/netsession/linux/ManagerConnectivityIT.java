package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.Capability;
import io.github.netsession.Connectivity;
import io.github.netsession.Networks;
import io.github.netsession.Support;
import io.github.netsession.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How far the network reaches, as a real NetworkManager judges it by a web server behind the cable. */
@Tag("manager")
@Timeout(120)
class ManagerConnectivityIT extends ManagerStory {

    /** Answers every request as the file "answer" beside it says: a status and a text. */
    private static final String SERVER = """
        import http.server, pathlib, sys
        answer = pathlib.Path(sys.argv[1])
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                status, text = answer.read_text().split(' ', 1)
                self.send_response(int(status))
                if status == '302': self.send_header('Location', 'http://192.0.2.1:8080/login')
                self.send_header('Content-Length', str(len(text)))
                self.end_headers()
                self.wfile.write(text.encode())
            def log_message(self, *arguments): pass
        http.server.ThreadingHTTPServer(('192.0.2.1', 8080), Handler).serve_forever()
        """;

    @Test
    void captivePortalsAreTold() throws IOException {
        networks.close();
        bed.killManager();
        Process network = bed.start("network.log", "unshare", "-n", "tail", "-f", "/dev/null");
        String own = Netns.namespace("self");
        Await.until(() -> !Netns.namespace(Long.toString(network.pid())).equals(own));
        Netns.ip("link set net0 netns " + network.pid());
        String inside = "nsenter --target " + network.pid() + " --net ";
        Netns.sh(inside + "ip link set lo up; " + inside + "ip addr add 192.0.2.1/24 dev net0; " + inside + "ip link set net0 up");
        Path answer = bed.file("answer", "200 online");
        Process server = bed.start("server.log", "nsenter", "--target", Long.toString(network.pid()), "--net", "/usr/bin/python3", bed.file("server.py", SERVER).toString(),
            answer.toString());
        bed.configure("[connectivity]\nenabled=true\nuri=http://192.0.2.1:8080/check\nresponse=online\ninterval=60\n");
        bed.startManager();
        networks = Networks.open();
        up(OFFICE);
        judge(Connectivity.INTERNET);
        assertEquals(Support.AVAILABLE, networks.capabilities().of(Capability.CAPTIVE_PORTAL_DETECTION).support());
        Files.writeString(answer, "302 log in first");
        judge(Connectivity.CAPTIVE_PORTAL);
        Files.writeString(answer, "200 something else");
        judge(Connectivity.CAPTIVE_PORTAL);
        Files.writeString(answer, "200 online");
        judge(Connectivity.INTERNET);
        ManagerBed.end(server);
        judge(Connectivity.LIMITED);
    }

    /** Has somebody else make NetworkManager look again, as the library never does. */
    private void judge(Connectivity expected) {
        eventually(() -> {
            bed.nmcli("networking", "connectivity", "check");
            return networks.connectivity() == expected && configuration(OFFICE_ID).connectivity() == expected;
        }, expected + ", not " + networks.connectivity());
    }

    @Test
    void withoutACheckTheReportSaysWhatItMeans() {
        up(OFFICE);
        assertEquals(Support.DEGRADED, networks.capabilities().of(Capability.CONNECTIVITY_LEVEL).support());
        assertEquals(Support.MISSING, networks.capabilities().of(Capability.CAPTIVE_PORTAL_DETECTION).support());
    }
}
