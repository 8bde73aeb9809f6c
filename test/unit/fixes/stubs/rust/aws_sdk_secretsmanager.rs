//! Declares what the fixes call, with the types of the crate `aws-sdk-secretsmanager`.

pub struct Client;

impl Client {
    pub fn new(_: &aws_config::SdkConfig) -> Self {
        Self
    }

    pub fn get_secret_value(&self) -> GetSecretValueFluentBuilder {
        GetSecretValueFluentBuilder
    }
}

pub struct GetSecretValueFluentBuilder;

impl GetSecretValueFluentBuilder {
    pub fn secret_id(self, _: impl Into<String>) -> Self {
        self
    }

    pub async fn send(self) -> Result<GetSecretValueOutput, SdkError> {
        Err(SdkError)
    }
}

#[derive(Debug)]
pub struct SdkError;

pub struct GetSecretValueOutput;

impl GetSecretValueOutput {
    pub fn secret_string(&self) -> Option<&str> {
        None
    }
}
