//! Declares what the fixes call, with the types of the crate `aws-sdk-ssm`.

pub struct Client;

impl Client {
    pub fn new(_: &aws_config::SdkConfig) -> Self {
        Self
    }

    pub fn get_parameter(&self) -> GetParameterFluentBuilder {
        GetParameterFluentBuilder
    }
}

pub struct GetParameterFluentBuilder;

impl GetParameterFluentBuilder {
    pub fn name(self, _: impl Into<String>) -> Self {
        self
    }

    pub fn with_decryption(self, _: bool) -> Self {
        self
    }

    pub async fn send(self) -> Result<GetParameterOutput, SdkError> {
        Err(SdkError)
    }
}

#[derive(Debug)]
pub struct SdkError;

pub struct GetParameterOutput;

impl GetParameterOutput {
    pub fn parameter(&self) -> Option<&Parameter> {
        None
    }
}

pub struct Parameter;

impl Parameter {
    pub fn value(&self) -> Option<&str> {
        None
    }
}
