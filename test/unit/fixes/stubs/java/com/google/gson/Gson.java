package com.google.gson;

public final class Gson {}
