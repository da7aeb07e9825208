package shop.people;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.RowController;

@RestController
@RequestMapping("/visit")
public class VisitController extends RowController<Visit> {
    public VisitController(VisitService service) {
        super(service);
    }
}
