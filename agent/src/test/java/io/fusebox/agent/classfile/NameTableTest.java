package io.fusebox.agent.classfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameTableTest {
    private static final int MANY = 50_000;

    private final NameTable table = new NameTable();

    @Test
    void eachNameHasItsOwnNumber() {
        for (int i = 0; i < MANY; i++) {
            assertThat(table.get(hash(i))).isEqualTo(NameTable.ABSENT);
            table.put(hash(i), i % Short.MAX_VALUE);
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(table.get(hash(i))).isEqualTo(i % Short.MAX_VALUE);
        }
        assertThat(table.get(hash(MANY))).isEqualTo(NameTable.ABSENT);
    }

    @Test
    void aNumberCanBeReplaced() {
        table.put(hash(1), 7);
        table.put(hash(1), 0);
        assertThat(table.get(hash(1))).isZero();
    }

    private static long hash(int i) {
        return NameTable.hash("com/acme/shop/Type" + i);
    }
}
