package com.google.gson;

public final class JsonParser {
    public static JsonElement parseString(String json) {
        throw new UnsupportedOperationException();
    }
}
