document.querySelector('.cookiebanner').hidden = false;
