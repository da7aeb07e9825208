package io.fusebox.build;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * An entry of the agent's jar that holds files which are also in the jar within: unpacked in one go, read without opening that
 * one. Each file has its name and its length before it. {@code AgentLoader} and {@code BootClasses} read it.
 */
final class Block {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    /** Puts a text at the beginning. */
    Block head(String text) throws IOException {
        out.writeUTF(text);
        return this;
    }

    /**
     * Adds a file.
     *
     * @param name the name of a class, with dots in a block for the agent's loader and with {@code /} in one for the
     *     bootstrap loader; or the name of a resource, with {@code /}
     */
    void add(String name, byte[] content) throws IOException {
        out.writeUTF(name);
        out.writeInt(content.length);
        out.write(content);
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
