package software.amazon.awssdk.regions;

public final class Region {
    public static final Region EU_WEST_1 = new Region();
}
