package com.acme.clients;

import java.util.Properties;
import javax.mail.Authenticator;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.PasswordAuthentication;
import javax.mail.Session;
import javax.mail.Store;
import javax.mail.Transport;
import javax.mail.internet.MimeMessage;

/** Jakarta Mail 1, with the packages of JavaMail. */
public final class JavaMail {
    public static void main(String[] arguments) throws Exception {
        Steps steps = new Steps("127.0.0.1");
        // A transport connects before it sends.
        steps.step("send", "success, cancelled", () -> send(new SmtpServer("well")));
        steps.step("no such address", "ignored, cancelled", () -> send(new SmtpServer("reject")));
        steps.step("a grey list", "ignored, cancelled", () -> send(new SmtpServer("grey")));
        steps.step("spam", "ignored, cancelled", () -> send(new SmtpServer("spam")));
        steps.step("try later", "error, cancelled", () -> send(new SmtpServer("later")));
        steps.step("reset", "error, cancelled", () -> send(new SmtpServer("reset")));
        steps.step("wrong password", "ignored", () -> send(new SmtpServer("auth")));
        steps.step("busy", "error", () -> send(new SmtpServer("busy")));
        steps.step("hang", "error", () -> send(new SmtpServer("hang")));
        steps.step("sender refused for now", "error, cancelled", () -> send(new SmtpServer("sender")));
        int closed = SickServer.closedPort();
        steps.step("refused", "error", () -> send("127.0.0.1", closed));
        SmtpServer well = new SmtpServer("well");
        steps.step("another host", "localhost success, cancelled", () -> send("localhost", well.port()));
        steps.step("two messages on one connection", "2 success, cancelled", () -> {
            MimeMessage message = message("127.0.0.1", well.port());
            try (Transport transport = message.getSession().getTransport("smtp")) {
                transport.connect("127.0.0.1", well.port(), "me", "secret");
                transport.sendMessage(message, message.getAllRecipients());
                transport.sendMessage(message, message.getAllRecipients());
            }
            return null;
        });
        steps.step("a store is refused", "error", () -> {
            Store store = Session.getInstance(new Properties()).getStore("imap");
            store.connect("127.0.0.1", closed, "me", "secret");
            return null;
        });
        SmtpServer sick = new SmtpServer("busy");
        steps.outage(() -> send(sick), () -> send("localhost", well.port()), sick::cure);
        steps.end();
    }

    private static Object send(SmtpServer server) throws MessagingException {
        return send("127.0.0.1", server.port());
    }

    private static Object send(String host, int port) throws MessagingException {
        Transport.send(message(host, port));
        return "sent";
    }

    private static MimeMessage message(String host, int port) throws MessagingException {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", host);
        settings.put("mail.smtp.port", String.valueOf(port));
        settings.put("mail.smtp.timeout", "400");
        settings.put("mail.smtp.auth", "true");
        Session session = Session.getInstance(settings, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("me", "secret");
            }
        });
        MimeMessage message = new MimeMessage(session);
        message.setFrom("me@example.com");
        message.setRecipients(Message.RecipientType.TO, "you@example.com");
        message.setText("hello");
        return message;
    }
}
