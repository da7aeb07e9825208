package com.acme.twins;

import com.acme.near.Only;

public class Other extends Only {
    public String call() {
        return "other";
    }
}
