package software.amazon.awssdk.services.ssm.model;

public final class GetParameterResponse {
    public Parameter parameter() {
        throw new UnsupportedOperationException();
    }
}
