package shop.people;

import org.springframework.stereotype.Service;
import shop.RowService;

@Service
public class VisitService extends RowService<Visit> {
    public VisitService(VisitRepository rows) {
        super(rows, Visit::new);
    }

    public String describe(Long id) {
        return "Visit " + nameOf(id);
    }
}
