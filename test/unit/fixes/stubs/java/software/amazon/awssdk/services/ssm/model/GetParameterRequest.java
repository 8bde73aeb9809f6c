package software.amazon.awssdk.services.ssm.model;

public final class GetParameterRequest {
    public static Builder builder() {
        throw new UnsupportedOperationException();
    }

    public interface Builder {
        Builder name(String name);

        Builder withDecryption(Boolean withDecryption);

        GetParameterRequest build();
    }
}
