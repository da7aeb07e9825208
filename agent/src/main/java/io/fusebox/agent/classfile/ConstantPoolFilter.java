package io.fusebox.agent.classfile;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides by the constant pool whether a class file needs a closer look. The pool must hold certain words: the name of a
 * guarded method, or of an annotation. For nearly every class one walk along the pool says that no guard matches. It
 * makes no string, and compares the bytes of a name only if its length is right.
 */
public final class ConstantPoolFilter {
    /** No bit for a word beyond the last: such a guard looks closer at every class. */
    private static final int MAX = 64;

    /** Looks for nothing. */
    static final ConstantPoolFilter NONE = new ConstantPoolFilter();

    private final List<byte[]> words = new ArrayList<>();

    /** Bit n: there is a word of n bytes; the last bit: one of that length or longer. */
    private long lengths;

    /** The bit that stands for the word in {@link #in}; 0 if it is not looked for. */
    public long bit(String word) {
        byte[] bytes = utf8(word);
        int index = 0;
        while (index < words.size() && !isAt(bytes, words.get(index), 0, words.get(index).length)) {
            index++;
        }
        if (index == MAX) {
            return 0;
        }
        if (index == words.size()) {
            words.add(bytes);
            lengths |= lengthBit(bytes.length);
        }
        return 1L << index;
    }

    /** The bits of the words that the class file has in its constant pool. */
    public long in(byte[] file) {
        return new ClassFile(file, this).words();
    }

    /** Whether there is a word of so many bytes. */
    boolean mayHave(int length) {
        return (lengths & lengthBit(length)) != 0;
    }

    /** The bit of the word that stands there; 0 if it is none. */
    long bitOf(byte[] file, int from, int length) {
        for (int i = 0; i < words.size(); i++) {
            if (isAt(words.get(i), file, from, length)) {
                return 1L << i;
            }
        }
        return 0;
    }

    /** From the end, since names of one package begin alike. */
    private static boolean isAt(byte[] word, byte[] file, int from, int length) {
        if (word.length != length) {
            return false;
        }
        for (int i = length - 1; i >= 0; i--) {
            if (word[i] != file[from + i]) {
                return false;
            }
        }
        return true;
    }

    private static long lengthBit(int length) {
        return 1L << (length < MAX ? length : MAX - 1);
    }

    /** As class files have it: surrogates one by one. */
    private static byte[] utf8(String word) {
        byte[] bytes = new byte[word.length() * 3];
        int length = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c < 0x80) {
                bytes[length++] = (byte) c;
            } else if (c < 0x800) {
                bytes[length++] = (byte) (0xc0 | (c >> 6));
                bytes[length++] = (byte) (0x80 | (c & 0x3f));
            } else {
                bytes[length++] = (byte) (0xe0 | (c >> 12));
                bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
                bytes[length++] = (byte) (0x80 | (c & 0x3f));
            }
        }
        byte[] exact = new byte[length];
        System.arraycopy(bytes, 0, exact, 0, length);
        return exact;
    }
}
