package shop.orders;

import shop.Rows;

public interface ParcelRepository extends Rows<Parcel> {}
