package com.fasterxml.jackson.databind;

public abstract class JsonNode {
    public abstract JsonNode get(String field);

    public abstract String asText();
}
