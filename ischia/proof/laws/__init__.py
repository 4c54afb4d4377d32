"""Laws: theorems that hold whatever the rules say."""
