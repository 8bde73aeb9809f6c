package com.google.gson;

public abstract class JsonElement {
    public abstract JsonObject getAsJsonObject();

    public abstract String getAsString();
}
