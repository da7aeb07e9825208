package com.acme.clients;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A mail server that is well, or busy (421 as a greeting), or wants another password (auth), rejects the recipient (550),
 * keeps a grey list (450), refuses the sender for now (451), refuses the message (later: 451, spam: 554, reset), or hangs.
 */
final class SmtpServer {
    private final ServerSocket server;
    private volatile String mode;

    SmtpServer(String mode) {
        this.mode = mode;
        try {
            server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** It is well from now on. */
    void cure() {
        mode = "well";
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "smtp");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // The end.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            if (mode.equals("hang")) {
                Thread.sleep(60_000);
            }
            say(out, mode.equals("busy") ? "421 busy" : "220 hello");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("EHLO")) {
                    say(out, "250-me\r\n250 AUTH PLAIN LOGIN");
                } else if (line.startsWith("AUTH")) {
                    say(out, mode.equals("auth") ? "535 no" : "235 yes");
                } else if (line.startsWith("MAIL") && mode.equals("sender")) {
                    say(out, "451 try later");
                } else if (line.startsWith("RCPT") && mode.equals("reject")) {
                    say(out, "550 who?");
                } else if (line.startsWith("RCPT") && mode.equals("grey")) {
                    say(out, "450 grey");
                } else if (line.equals("DATA")) {
                    say(out, "354 go");
                    while (!".".equals(line)) {
                        line = in.readLine();
                    }
                    if (mode.equals("reset")) {
                        socket.setSoLinger(true, 0);
                        return;
                    }
                    say(out, mode.equals("later") ? "451 try later" : mode.equals("spam") ? "554 spam" : "250 taken");
                } else if (line.equals("QUIT")) {
                    say(out, "221 bye");
                    return;
                } else {
                    say(out, "250 ok");
                }
            }
        } catch (IOException | InterruptedException e) {
            // The client's business.
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
