import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The Linux side of the wine tier: runs commands (ip and the like) for tests that are in a Windows JVM. Under Wine such a JVM cannot
 * start them itself: CreateProcess of a Unix program gives no handle.
 *
 * <p>One connection is one command: a line of UTF-8 with the program and its arguments, separated by tabs. The answer is a line with
 * the exit code, then all that the command wrote, then the end. 127 is a command that could not be started, 124 one that did not end
 * within a minute. A command's standard input is empty. What it starts in the background does not delay the answer.
 *
 * <p>It listens on the loopback of the namespace that it is started in, and trusts whoever connects: only the tier's own processes
 * are there. It writes its port to the file that is its argument, and ends when its standard input ends or, some seconds later, its
 * parent does.
 */
public final class Hand {
    private static final int NOT_STARTED = 127;
    private static final int TIMED_OUT = 124;
    private static final int LIMIT_SECONDS = 60;

    private Hand() {}

    public static void main(String[] arguments) throws IOException {
        Path portFile = Path.of(arguments[0]);
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        start("accept", () -> accept(server));
        // Whoever waits for the file finds it complete.
        Path written = Files.writeString(Path.of(portFile + ".new"), server.getLocalPort() + "\n");
        Files.move(written, portFile, StandardCopyOption.ATOMIC_MOVE);
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static void accept(ServerSocket server) {
        while (true) {
            try {
                Socket client = server.accept();
                start("command", () -> serve(client));
            } catch (IOException e) {
                System.err.println("nobody can be answered any more: " + e); // Into hand.log.
                System.exit(1);
            }
        }
    }

    private static void start(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void serve(Socket client) {
        try (client) {
            String line = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8)).readLine();
            if (line != null) {
                client.getOutputStream().write(answer(List.of(line.split("\t", -1))));
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("a command was not answered: " + e); // Into hand.log; the test finds its connection closed.
        }
    }

    /** Runs one command. Its output goes through a file: a pipe would stay open as long as anything that it left running. */
    private static byte[] answer(List<String> command) throws IOException, InterruptedException {
        File output = File.createTempFile("hand", ".out");
        try {
            Process process;
            try {
                process = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            } catch (IOException e) {
                return message(NOT_STARTED, e.getMessage().getBytes(StandardCharsets.UTF_8));
            }
            int code = TIMED_OUT;
            if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                code = process.exitValue();
            } else {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            return message(code, Files.readAllBytes(output.toPath()));
        } finally {
            Files.delete(output.toPath());
        }
    }

    private static byte[] message(int code, byte[] output) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write((code + "\n").getBytes(StandardCharsets.UTF_8));
        message.write(output);
        return message.toByteArray();
    }
}
