package shop.orders;

import org.springframework.stereotype.Service;
import shop.RowService;

@Service
public class ShipmentService extends RowService<Shipment> {
    public ShipmentService(ShipmentRepository rows) {
        super(rows, Shipment::new);
    }

    public String describe(Long id) {
        return "Shipment " + nameOf(id);
    }
}
