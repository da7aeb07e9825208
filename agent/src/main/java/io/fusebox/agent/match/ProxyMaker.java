package io.fusebox.agent.match;

import io.fusebox.agent.classfile.ClassFile;
import io.fusebox.agent.classfile.ConstantPoolFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Libraries that implement an interface of the program by a proxy of the JDK and by nothing else. A proxy only passes calls
 * on, and no class behind it has the interface, so a pattern that names the interface guards nothing.
 */
public enum ProxyMaker {
    FEIGN("Feign", "feign.SynchronousMethodHandler#invoke", "the calls of all clients of Feign", "feign."),
    MYBATIS(
            "MyBatis",
            "org.apache.ibatis.binding.MapperMethod#execute",
            "the calls of all mappers",
            "org.apache.ibatis."),
    /**
     * The interceptor is the outermost that all repositories have: it also sees that no transaction could be begun, since
     * the database is away, which {@code SimpleJpaRepository} does not.
     */
    SPRING_DATA(
            "Spring Data",
            "org.springframework.dao.support.PersistenceExceptionTranslationInterceptor#invoke",
            "the calls of all repositories",
            "org.springframework.data.");

    private static final ProxyMaker[] ALL = values();

    /** The number of frames to search behind the JDK's own for the library that makes a proxy. */
    private static final int FRAMES = 6;

    private static final String[] REPOSITORY = {"org/springframework/data/repository/Repository"};

    private static final ConstantPoolFilter WORDS = new ConstantPoolFilter();
    private static final long FEIGN_WORDS = bits(
            "Lfeign/RequestLine;",
            "Lfeign/Headers;",
            "Lorg/springframework/cloud/openfeign/FeignClient;",
            "Lorg/springframework/cloud/netflix/feign/FeignClient;");
    private static final long MYBATIS_WORDS = bits(
            "Lorg/apache/ibatis/annotations/Mapper;",
            "Lorg/apache/ibatis/annotations/Select;",
            "Lorg/apache/ibatis/annotations/SelectProvider;",
            "Lorg/apache/ibatis/annotations/Insert;",
            "Lorg/apache/ibatis/annotations/InsertProvider;",
            "Lorg/apache/ibatis/annotations/Update;",
            "Lorg/apache/ibatis/annotations/UpdateProvider;",
            "Lorg/apache/ibatis/annotations/Delete;",
            "Lorg/apache/ibatis/annotations/DeleteProvider;");
    private static final long SPRING_DATA_WORDS = bits("Lorg/springframework/data/repository/RepositoryDefinition;");

    private final String library;
    private final String handler;
    private final String calls;
    private final String begin;

    ProxyMaker(String library, String handler, String calls, String begin) {
        this.library = library;
        this.handler = handler;
        this.calls = calls;
        this.begin = begin;
    }

    private static long bits(String... words) {
        long bits = 0;
        for (String word : words) {
            bits |= WORDS.bit(word);
        }
        return bits;
    }

    /** The library that implements an interface of the program, as far as the interface says so; null if it does not. */
    public static @Nullable ProxyMaker ofInterface(
            byte[] file, String internalName, @Nullable ClassLoader loader, Hierarchy hierarchy) {
        for (ProxyMaker maker : ALL) {
            if (maker.owns(internalName)) {
                return null;
            }
        }
        long found = WORDS.in(file);
        if ((found & FEIGN_WORDS) != 0) {
            return FEIGN;
        }
        if ((found & MYBATIS_WORDS) != 0) {
            return MYBATIS;
        }
        boolean repository = (found & SPRING_DATA_WORDS) != 0;
        for (String supertype : new ClassFile(file).supertypes()) {
            repository |= hierarchy.firstOf(REPOSITORY, loader, supertype) != null;
        }
        return repository ? SPRING_DATA : null;
    }

    /**
     * The library that makes the proxy that is being loaded; null if it is not a known one.
     *
     * @param interfaces of the proxy
     * @param stack of the thread that loads it
     */
    public static @Nullable ProxyMaker ofProxy(List<String> interfaces, StackTraceElement[] stack) {
        if (interfaces.contains(REPOSITORY[0])) {
            return SPRING_DATA;
        }
        int others = 0;
        for (StackTraceElement frame : stack) {
            String type = frame.getClassName();
            if (type.startsWith("io.fusebox.") || JdkClasses.isPackage(type.replace('.', '/'))) {
                continue;
            }
            for (ProxyMaker maker : ALL) {
                if (type.startsWith(maker.begin)) {
                    return maker;
                }
            }
            if (++others == FRAMES) {
                return null;
            }
        }
        return null;
    }

    /** Whether a class is the library's own. */
    public boolean owns(String internalName) {
        return internalName.startsWith(begin.replace('.', '/'));
    }

    /** The message for a pattern that names the interface. */
    public String advice(String interfaceName) {
        return interfaceName + " is implemented by proxies of " + library + " alone, which only pass calls on; write "
                + handler + " to guard " + calls;
    }
}
