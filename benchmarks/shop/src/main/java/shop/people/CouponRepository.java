package shop.people;

import shop.Rows;

public interface CouponRepository extends Rows<Coupon> {}
