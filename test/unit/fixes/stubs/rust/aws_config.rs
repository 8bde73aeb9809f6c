//! Declares what the fixes call, with the types of the crate `aws-config`.

pub struct SdkConfig;

pub struct BehaviorVersion;

impl BehaviorVersion {
    pub fn latest() -> Self {
        Self
    }
}

pub async fn load_defaults(_: BehaviorVersion) -> SdkConfig {
    SdkConfig
}
