package shop.orders;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.RowController;

@RestController
@RequestMapping("/shipment")
public class ShipmentController extends RowController<Shipment> {
    public ShipmentController(ShipmentService service) {
        super(service);
    }
}
