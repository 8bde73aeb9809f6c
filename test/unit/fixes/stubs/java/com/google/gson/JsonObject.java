package com.google.gson;

public abstract class JsonObject extends JsonElement {
    public abstract JsonElement get(String member);
}
