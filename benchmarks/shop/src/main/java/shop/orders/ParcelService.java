package shop.orders;

import org.springframework.stereotype.Service;
import shop.RowService;

@Service
public class ParcelService extends RowService<Parcel> {
    public ParcelService(ParcelRepository rows) {
        super(rows, Parcel::new);
    }

    public String describe(Long id) {
        return "Parcel " + nameOf(id);
    }
}
