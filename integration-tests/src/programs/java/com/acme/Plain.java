package com.acme;

/** Works, says so and ends with exit code 3. */
public final class Plain {

    private Plain() {}

    public static void main(String[] arguments) {
        System.out.println(new Plain().work(Kept.Native.class.getInterfaces().length * 2) + new Plain().rest());
        System.exit(3);
    }

    public int work(int n) {
        return n * 2;
    }

    public String rest() {
        return " is the result";
    }
}
