package com.acme.twins;

public interface Port {
    String call();
}
