package shop.people;

import org.springframework.stereotype.Service;
import shop.RowService;

@Service
public class CouponService extends RowService<Coupon> {
    public CouponService(CouponRepository rows) {
        super(rows, Coupon::new);
    }

    public String describe(Long id) {
        return "Coupon " + nameOf(id);
    }
}
