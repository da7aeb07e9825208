package com.acme;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.ProtectionDomain;
import java.util.HexFormat;

/** An agent of its own that, attached last, prints what a class is made of after all agents before it had their say. */
public final class ClassBytes {

    private ClassBytes() {}

    public static void agentmain(String className, Instrumentation instrumentation) throws Exception {
        Class<?> type = Class.forName(className);
        byte[][] seen = new byte[1][];
        ClassFileTransformer witness = new ClassFileTransformer() {
            @Override
            public byte[] transform(
                    ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
                if (redefined == type) {
                    seen[0] = classFile;
                }
                return null;
            }
        };
        instrumentation.addTransformer(witness, true);
        instrumentation.retransformClasses(type);
        instrumentation.removeTransformer(witness);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(seen[0]), 0, 8);
        boolean woven = new String(seen[0], StandardCharsets.ISO_8859_1).contains("FuseboxBridge");
        System.out.println("bytes " + digest + (woven ? " woven" : " plain"));
    }
}
