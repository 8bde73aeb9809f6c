package com.example.vault;

public class SecretsManagerClient {}
