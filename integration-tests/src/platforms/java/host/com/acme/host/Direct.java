package com.acme.host;

import java.util.function.UnaryOperator;

/** Everything on one class path, or all modules on one module path. */
public final class Direct {

    private Direct() {}

    @SuppressWarnings("unchecked")
    public static void main(String[] arguments) throws Exception {
        Class<?> shop = Class.forName("com.acme.shop.Shop");
        System.out.println(shop.getModule());
        Talk.with((UnaryOperator<String>) shop.getConstructor().newInstance());
    }
}
