package shop.catalog;

import org.springframework.stereotype.Service;
import shop.RowService;

@Service
public class ImageService extends RowService<Image> {
    public ImageService(ImageRepository rows) {
        super(rows, Image::new);
    }

    public String describe(Long id) {
        return "Image " + nameOf(id);
    }
}
