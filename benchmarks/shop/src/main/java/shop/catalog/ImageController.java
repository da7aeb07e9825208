package shop.catalog;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.RowController;

@RestController
@RequestMapping("/image")
public class ImageController extends RowController<Image> {
    public ImageController(ImageService service) {
        super(service);
    }
}
