package com.fasterxml.jackson.databind;

import com.fasterxml.jackson.core.JsonProcessingException;

public class ObjectMapper {
    public JsonNode readTree(String json) throws JsonProcessingException {
        throw new UnsupportedOperationException();
    }
}
