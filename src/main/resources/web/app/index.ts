// The one entry: the bundler begins here; tabs, grids and charts come when they are first shown.
import './style.css';
import './shell';
