package com.acme.plan;

/** Types above one another. */
public final class Ports {
    private Ports() {}

    public interface Port {}

    public interface WebPort extends Port {}

    public static class Base implements WebPort {}

    public static class Middle extends Base {}

    public static class Leaf extends Middle implements Comparable<Leaf> {
        @Override
        public int compareTo(Leaf other) {
            return 0;
        }
    }

    public static class Other extends Base {}

    public static class Alone {}
}
