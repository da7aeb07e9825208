package com.acme.tracing;

import com.acme.host.Talk;
import com.acme.shop.PaymentClient;
import com.acme.shop.Shop;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** The shop, whose class an agent changes while it runs. */
public final class Traced {

    private static final Shop SHOP = new Shop();

    private Traced() {}

    public static void main(String[] arguments) throws IOException {
        Talk.with(Traced::obey);
    }

    private static String obey(String command) {
        Instrumentation jvm = Tracing.jvm;
        try {
            switch (command) {
                case "traces":
                    return String.valueOf(Traces.count());
                case "retransform":
                    jvm.retransformClasses(PaymentClient.class);
                    return "done";
                case "redefine":
                    jvm.redefineClasses(new ClassDefinition(PaymentClient.class, compiled()));
                    return "done";
                case "redefine as it is":
                    jvm.redefineClasses(new ClassDefinition(PaymentClient.class, Witness.fileOf(PaymentClient.class)));
                    return "done";
                case "calls":
                    return calls(Witness.fileOf(PaymentClient.class)).toString();
                case "digest":
                    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Witness.fileOf(PaymentClient.class));
                    return HexFormat.of().formatHex(digest);
                default:
                    return SHOP.apply(command);
            }
        } catch (Exception e) {
            return e.toString();
        }
    }

    private static byte[] compiled() throws IOException {
        try (InputStream in = Traced.class.getResourceAsStream("/" + Tracing.TYPE + ".class")) {
            return in.readAllBytes();
        }
    }

    /** How often the method calls each static method. */
    private static Map<String, Integer> calls(byte[] classFile) {
        Map<String, Integer> calls = new TreeMap<>();
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String method, String descriptor, String signature, String[] thrown) {
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitMethodInsn(
                                            int opcode, String owner, String name, String type, boolean onInterface) {
                                        if (opcode == Opcodes.INVOKESTATIC) {
                                            calls.merge(name, 1, Integer::sum);
                                        }
                                    }
                                };
                            }
                        },
                        0);
        return calls;
    }
}
