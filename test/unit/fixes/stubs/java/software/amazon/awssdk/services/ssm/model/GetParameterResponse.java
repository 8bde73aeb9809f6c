package software.amazon.awssdk.services.ssm.model;

public final class GetParameterResponse {
    private final GetParameterRequest request;

    public GetParameterResponse(GetParameterRequest request) {
        this.request = request;
    }

    public Parameter parameter() {
        return new Parameter(request);
    }
}
