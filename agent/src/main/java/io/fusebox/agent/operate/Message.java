package io.fusebox.agent.operate;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request or an answer on the channel: a number of texts, each with its length in bytes before it, in UTF-8. */
final class Message {
    /** What both sides speak; a side that speaks another one says so at once. */
    static final int VERSION = 1;

    private static final int MOST_TEXTS = 1_000_000;
    private static final int LONGEST = 256 << 20;

    private Message() {}

    static void write(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(VERSION);
        out.writeInt(texts.size());
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
        out.flush();
    }

    /** @throws IOException if the other side has gone, or speaks something else */
    static List<String> read(DataInputStream in) throws IOException {
        int version = in.readInt();
        if (version != VERSION) {
            throw new IOException("the other side speaks version " + version + ", this one " + VERSION);
        }
        int count = bounded(in.readInt(), MOST_TEXTS);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = bounded(in.readInt(), LONGEST);
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new IOException("the other side has gone");
            }
            texts.add(new String(bytes, StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static int bounded(int number, int most) throws IOException {
        if (number < 0 || number > most) {
            throw new IOException("the other side sent nonsense");
        }
        return number;
    }
}
