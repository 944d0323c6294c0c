trap { 1 }
