package software.amazon.awssdk.services.ssm.model;

public final class GetParameterRequest {
    final String name;
    final boolean withDecryption;

    private GetParameterRequest(Builder builder) {
        name = builder.name;
        withDecryption = builder.withDecryption;
    }

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private String name;
        private boolean withDecryption;

        public Builder name(String name) {
            this.name = name;
            return this;
        }

        public Builder withDecryption(Boolean withDecryption) {
            this.withDecryption = withDecryption;
            return this;
        }

        public GetParameterRequest build() {
            return new GetParameterRequest(this);
        }
    }
}
