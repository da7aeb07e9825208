package io.fusebox.agent.classfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.plan.Subjects.Http;
import com.acme.plan.Subjects.Middle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is known of classes from their files alone. */
class ClassFilesTest {

    private static final String HTTP = Http.class.getName().replace('.', '/');
    private static final String MIDDLE = Middle.class.getName().replace('.', '/');

    @Test
    void supertypesAreFoundAsFarAsFilesTell() throws Exception {
        ClassFiles files = files(Http.class.getClassLoader());
        assertThat(files.isSubtype(HTTP, MIDDLE.replace("Middle", "Gateway"), false))
                .isTrue();
        assertThat(files.isSubtype(HTTP, "com/acme/Other", false)).isFalse();
    }

    @Test
    void aFileThatIsNoClassFileIsOneThatIsNotThere() throws Exception {
        for (String content : new String[] {"", "not a class", "\u00ca\u00fe\u00ba\u00be\0\0\0\0"}) {
            ClassFiles files = files(new Giving(content.getBytes(StandardCharsets.ISO_8859_1)));
            assertThat(files.outline(MIDDLE)).isNull();
            assertThat(files.isSubtype(HTTP, "com/acme/Other", true)).isTrue();
        }
    }

    /** A JDK may be newer than Byte Buddy. */
    @Test
    void aClassFileOfAVersionThatNobodyKnowsYetIsOneThatIsNotThere() throws Exception {
        byte[] file = ClassSource.read(Middle.class.getClassLoader(), MIDDLE);
        file[7] = (byte) 200;
        assertThat(files(new Giving(file)).outline(MIDDLE)).isNull();
    }

    private static ClassFiles files(ClassLoader loader) throws IOException {
        byte[] own = ClassSource.read(Http.class.getClassLoader(), HTTP);
        return new ClassFiles(loader, HTTP, ClassOutline.of(OpenedClassReader.of(own)));
    }

    /** Shows one content for all classes. */
    private static final class Giving extends ClassLoader {
        private final byte[] content;

        Giving(byte[] content) {
            super(null);
            this.content = content;
        }

        @Override
        public @Nullable InputStream getResourceAsStream(String name) {
            return new ByteArrayInputStream(content);
        }
    }
}
