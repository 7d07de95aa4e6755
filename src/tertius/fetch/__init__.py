"""The only room on the network: look at what is here, plan, and download what is asked for."""
