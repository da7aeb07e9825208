package io.fusebox.agent.classfile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a class file: the names of the class, its superclass and its interfaces. It is read without Byte Buddy, because
 * it is needed for classes that are not guarded.
 */
public final class ClassFile {
    public static final int FIRST_ENTRY = 10;
    public static final int UTF8 = 1;
    private static final int ACC_INTERFACE = 0x0200;
    private static final int ACC_ABSTRACT = 0x0400;

    /** How long the constant pool's entries are, by their tag; a name has its length in it; 0: there is no such tag. */
    private static final byte[] LENGTHS = {0, 3, 0, 5, 5, 9, 9, 3, 3, 5, 5, 5, 5, 0, 0, 4, 3, 5, 5, 3, 3};

    private final byte[] file;
    private final int[] entries;

    /** Where the constant pool ends: at the access flags. */
    private final int end;

    private final long words;

    public ClassFile(byte[] file) {
        this(file, ConstantPoolFilter.NONE);
    }

    /** One walk along the constant pool for both: a second one would cost as much. */
    public ClassFile(byte[] file, ConstantPoolFilter filter) {
        this.file = file;
        this.entries = new int[twoBytes(file, 8)];
        long found = 0;
        int at = FIRST_ENTRY;
        for (int i = 1; i < entries.length; i++) {
            entries[i] = at;
            int tag = file[at];
            if (tag == UTF8) {
                int length = twoBytes(file, at + 1);
                at += 3;
                if (filter.mayHave(length)) {
                    found |= filter.bitOf(file, at, length);
                }
                at += length;
            } else {
                at = after(file, at);
                i += isWide(tag) ? 1 : 0;
            }
        }
        this.end = at;
        this.words = found;
    }

    /** The {@linkplain ConstantPoolFilter#bit bits} of those words of the filter that the class file has in its constant pool. */
    public long words() {
        return words;
    }

    /** Whether these first bytes of a class file reach to the end of its head. */
    static boolean isHead(byte[] begin) {
        int count = twoBytes(begin, 8);
        int at = FIRST_ENTRY;
        for (int i = 1; i < count; i++) {
            // The longest entry before its name.
            if (at + 9 > begin.length) {
                return false;
            }
            i += isWide(begin[at]) ? 1 : 0;
            at = after(begin, at);
        }
        return at + 8 <= begin.length && at + 8 + 2 * twoBytes(begin, at + 6) <= begin.length;
    }

    /** The end of the constant pool's entry that begins at this offset. */
    public static int after(byte[] file, int entry) {
        int tag = file[entry];
        int length = tag >= 0 && tag < LENGTHS.length ? LENGTHS[tag] : 0;
        if (length == 0) {
            throw new IllegalArgumentException("no constant pool: tag " + tag + " at " + entry);
        }
        return entry + length + (tag == UTF8 ? twoBytes(file, entry + 1) : 0);
    }

    /** Whether an entry with this tag takes two numbers in the constant pool: long and double do. */
    public static boolean isWide(int tag) {
        return tag == 5 || tag == 6;
    }

    public static int twoBytes(byte[] file, int at) {
        return ((file[at] & 0xff) << 8) | (file[at + 1] & 0xff);
    }

    public boolean isConcrete() {
        return (twoBytes(file, end) & (ACC_INTERFACE | ACC_ABSTRACT)) == 0;
    }

    /** The internal name of the superclass; null for {@code java.lang.Object}. */
    @Nullable
    public String superclass() {
        int entry = twoBytes(file, end + 4);
        return entry == 0 ? null : className(entry);
    }

    /** The internal names of the superclass, if there is one, and of the interfaces. */
    public List<String> supertypes() {
        int count = supertypeCount();
        List<String> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(supertype(i));
        }
        return all;
    }

    /** The number of {@link #supertypes}. */
    public int supertypeCount() {
        return (twoBytes(file, end + 4) == 0 ? 0 : 1) + twoBytes(file, end + 6);
    }

    /** One of the {@link #supertypes}. */
    public String supertype(int index) {
        return className(supertypeEntry(index));
    }

    /** The {@link NameTable#hash hash} of the class's own name; makes no string of it. */
    public long hash() {
        return hash(twoBytes(file, end + 2));
    }

    /** The {@link NameTable#hash hash} of one of the {@link #supertypes}; makes no string of it. */
    public long supertypeHash(int index) {
        return hash(supertypeEntry(index));
    }

    private long hash(int entry) {
        int name = entries[twoBytes(file, entries[entry] + 1)];
        int length = twoBytes(file, name + 1);
        for (int i = name + 3; i < name + 3 + length; i++) {
            if (file[i] < 0) {
                return NameTable.hash(className(entry));
            }
        }
        return NameTable.hash(file, name + 3, length);
    }

    /** The superclass stands before the number of the interfaces, and they behind it. */
    private int supertypeEntry(int index) {
        if (twoBytes(file, end + 4) == 0) {
            return twoBytes(file, end + 8 + 2 * index);
        }
        return twoBytes(file, index == 0 ? end + 4 : end + 6 + 2 * index);
    }

    private String className(int entry) {
        int name = entries[twoBytes(file, entries[entry] + 1)];
        return utf8(file, name + 3, twoBytes(file, name + 1));
    }

    /** The JVM's own UTF-8: no character is longer than three bytes, zero has two. */
    private static String utf8(byte[] file, int from, int length) {
        char[] name = new char[length];
        int count = 0;
        for (int at = from; at < from + length; at++) {
            int one = file[at];
            if (one >= 0) {
                name[count++] = (char) one;
            } else if ((one & 0xe0) == 0xc0) {
                name[count++] = (char) (((one & 0x1f) << 6) | (file[++at] & 0x3f));
            } else {
                name[count++] = (char) (((one & 0xf) << 12) | ((file[++at] & 0x3f) << 6) | (file[++at] & 0x3f));
            }
        }
        return new String(name, 0, count);
    }
}
