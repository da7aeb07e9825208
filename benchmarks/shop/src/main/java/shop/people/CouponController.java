package shop.people;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.RowController;

@RestController
@RequestMapping("/coupon")
public class CouponController extends RowController<Coupon> {
    public CouponController(CouponService service) {
        super(service);
    }
}
