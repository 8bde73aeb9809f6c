package software.amazon.awssdk.services.ssm.model;

public final class Parameter {
    public String value() {
        throw new UnsupportedOperationException();
    }
}
